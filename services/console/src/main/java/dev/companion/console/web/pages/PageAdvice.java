package dev.companion.console.web.pages;

import dev.companion.console.security.ConsoleSession;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.web.app.AppDocument;
import dev.companion.console.web.app.DemoSignIn;
import dev.companion.console.web.problem.ApiProblem;
import dev.companion.console.web.problem.ViewReadyInterceptor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Adds the frame of all pages, and shows a page while the console starts. */
@ControllerAdvice(assignableTypes = {PagesController.class, EventPagesController.class})
class PageAdvice {

    private final ConsoleView view;
    private final DemoSignIn demo;
    private final AppDocument newPages;
    private final Labels labels = new Labels();

    PageAdvice(ConsoleView view, DemoSignIn demo, AppDocument newPages) {
        this.view = view;
        this.demo = demo;
        this.newPages = newPages;
    }

    @ModelAttribute
    void frame(@AuthenticationPrincipal @Nullable ConsoleSession session, Model model) {
        model.addAttribute("labels", labels);
        model.addAttribute("demo", demo);
        model.addAttribute("newPages", newPages.isBuilt());
        if (session != null) {
            model.addAttribute("frame", PageFrame.of(session, view.of(session.tenant()), demo.on(), labels));
        }
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String starting(ViewReadyInterceptor.NotReady early, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        return "starting";
    }

    @ExceptionHandler
    void malformed(ApiProblem problem, HttpServletResponse response) throws IOException {
        response.sendError(problem.getStatusCode().value());
    }
}
