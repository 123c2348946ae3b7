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

    @GetMapping({"/", "/sites/**", "/events/**", "/plans/**", "/activity/**", "/users/**", "/settings/**", "/welcome/**"
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
                        "The pages are not in this build",
                        "detail",
                        "Companion was built without its pages (-Dui.skip, or no Node). The REST API is there; build with"
                                + " Node 20.19 or newer to get the pages."));
    }

    @ExceptionHandler(ViewReadyInterceptor.NotReady.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String starting(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return "starting";
    }
}
