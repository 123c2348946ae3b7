package dev.companion.console.web.app;

import dev.companion.console.security.ProblemWriter;
import dev.companion.runtime.door.RefusalAnswer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Responds to unknown addresses and errors, with a page or problem+json. */
@Controller
@Hidden
class ErrorPages implements ErrorController {

    private final ProblemWriter problems;

    ErrorPages(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    @Nullable String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        var status = statusOf(request);
        var title = status == HttpStatus.NOT_FOUND
                ? "Not found"
                : status.is4xxClientError() ? "Invalid request" : "Internal error";
        var detail = status == HttpStatus.NOT_FOUND
                ? "There is nothing at this address."
                : status.is4xxClientError()
                        ? "A part of the address is not valid. Go back and try again."
                        : "The cause is in the console's log.";
        if (!RefusalAnswer.wantsPage(request)) {
            problems.write(request, response, status, title, detail);
            return null;
        }
        response.setStatus(status.value());
        model.addAttribute("title", title);
        model.addAttribute("detail", detail);
        return "problem";
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }
}
