package dev.companion.console.web;

import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.VendorSessions;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.security.TenantOrigins;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.ViewProgress;
import dev.companion.console.web.problem.ViewReadyInterceptor;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.settings.CredentialTests;
import dev.companion.console.web.settings.CredentialsHandler;
import dev.companion.console.web.settings.SettingsAccess;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    CredentialsHandler credentialsDesk(
            VendorSessions vendors,
            GravityZoneProbe gravityZone,
            RmmProbe rmm,
            RequestPublisher requests,
            ConsoleView view,
            SettingsAccess settings,
            TenantOrigins origins,
            CredentialTests tests) {
        return new CredentialsHandler(vendors, gravityZone, rmm, requests, view, settings, origins, tests);
    }

    @Bean
    WebMvcConfigurer consoleMvc(ViewProgress progress, SignInDoor signInDoor) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(signInDoor).addPathPatterns("/api/session");
                registry.addInterceptor(new ViewReadyInterceptor(progress))
                        .excludePathPatterns(
                                "/assets/**",
                                "/app/assets/**",
                                "/app/*.js",
                                "/favicon.svg",
                                "/signin",
                                "/error",
                                "/v3/**",
                                "/actuator/**");
            }

            /** {@code ?format=csv} for people who cannot set a header. */
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation
                        .favorParameter(true)
                        .parameterName("format")
                        .mediaType("csv", MediaType.parseMediaType(Csv.TYPE))
                        .mediaType("json", MediaType.APPLICATION_JSON);
            }
        };
    }

    @Bean
    SignInDoor signInDoor(SignInLimits limits, SecurityLog log, InstantSource clock) {
        return new SignInDoor(limits, log, clock);
    }
}
