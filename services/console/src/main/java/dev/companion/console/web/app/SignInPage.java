package dev.companion.console.web.app;

import dev.companion.console.security.ConsoleSession;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that signs a person in, and then leads to where the person wanted to be. */
@Controller
@Hidden
class SignInPage {

    private final DemoSignIn demo;

    SignInPage(DemoSignIn demo) {
        this.demo = demo;
    }

    @GetMapping("/signin")
    String signIn(
            @AuthenticationPrincipal @Nullable ConsoleSession session,
            @RequestParam(required = false) @Nullable String next,
            @RequestParam(defaultValue = "false") boolean ended,
            Model model) {
        if (session != null) {
            return "redirect:" + ReturnAddress.of(next);
        }
        model.addAttribute("demo", demo);
        model.addAttribute("next", ReturnAddress.of(next));
        model.addAttribute("ended", ended && ReturnAddress.isPage(next));
        return "signin";
    }
}
