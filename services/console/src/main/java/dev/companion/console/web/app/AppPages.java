package dev.companion.console.web.app;

import dev.companion.console.web.problem.ViewReadyInterceptor;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * Returns the one document of the pages at every address that they have. The addresses are listed, so that an unknown
 * one is still 404; a test compares the list with that of the pages. The document names files that change with their
 * content, so it is never stored.
 */
@Controller
@Hidden
class AppPages {

    private static final String RETRY_SECONDS = "2";

    /** The pages were left out of this build. */
    private static final class LeftOut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final AppDocument document;

    AppPages(AppDocument document) {
        this.document = document;
    }

    /** Where sign-in leads to, and an address without a path: the pages that this build has. */
    @GetMapping("/")
    String start() {
        return document.isBuilt() ? "redirect:/app" : "redirect:/earlier";
    }

    @GetMapping({
        "/app",
        "/app/",
        "/app/sites/**",
        "/app/events/**",
        "/app/plans/**",
        "/app/activity/**",
        "/app/users/**",
        "/app/settings/**",
        "/app/welcome/**"
    })
    ResponseEntity<Resource> document() {
        if (!document.isBuilt()) {
            throw new LeftOut();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.TEXT_HTML)
                .body(document.content());
    }

    @ExceptionHandler(LeftOut.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    ModelAndView leftOut() {
        return new ModelAndView(
                "problem",
                Map.of(
                        "title",
                        "The new pages are not in this build",
                        "detail",
                        "Companion was built without them, as its container images are. Everything that they do is on the"
                                + " other pages."));
    }

    @ExceptionHandler(ViewReadyInterceptor.NotReady.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String starting(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return "starting";
    }
}
