package dev.companion.console.security;

import dev.companion.console.web.app.ReturnAddress;
import dev.companion.console.web.problem.ProblemType;
import dev.companion.runtime.door.Refusal;
import dev.companion.runtime.door.RefusalAnswer;
import dev.companion.runtime.door.Refusals;
import dev.companion.runtime.door.SecurityHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which requests are allowed, and the headers of every response. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /**
     * Health and metrics, which are for the platform team and have a port of their own. On the console's port the rules
     * below deny them.
     */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http, ManagementPort port) throws Exception {
        return http.securityMatcher((RequestMatcher) port::isOwn)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain console(
            HttpSecurity http,
            ConsoleSessions sessions,
            TenantOrigins origins,
            SessionCookie cookie,
            ProblemWriter problems,
            SecurityLog log)
            throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/signin", "/assets/**", "/favicon.svg", "/v3/api-docs", "/v3/api-docs.yaml")
                        .permitAll()
                        .requestMatchers("/app/assets/**", "/app/*.js")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/session")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new SessionFilter(sessions, origins, cookie), CsrfFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionCsrfTokens())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsToken))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(signInFirst(cookie, problems))
                        .accessDeniedHandler(refused(problems, log)))
                .sessionManagement(management -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(SecurityHeaders.CONTENT_SECURITY_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(Customizer.withDefaults())
                        .permissionsPolicyHeader(permissions -> permissions.policy(SecurityHeaders.PERMISSIONS_POLICY)))
                .build();
    }

    /**
     * Every change needs the token, except signing in, which has none yet; without a session the response is 401
     * anyway.
     */
    private static boolean needsToken(HttpServletRequest request) {
        return !SAFE_METHODS.contains(request.getMethod())
                && SessionCsrfTokens.sessionOf() != null
                && !(request.getMethod().equals("POST")
                        && request.getRequestURI().equals("/api/session"));
    }

    private static AuthenticationEntryPoint signInFirst(SessionCookie cookie, ProblemWriter problems) {
        return (request, response, failure) -> {
            if (isManagement(request)) {
                notHere(request, response, problems);
                return;
            }
            if (cookie.read(request).isPresent()) {
                response.addHeader("Set-Cookie", cookie.clear());
            }
            if (request.getRequestURI().startsWith("/api/")
                    || !request.getMethod().equals("GET")) {
                problems.write(
                        request,
                        response,
                        HttpStatus.UNAUTHORIZED,
                        "Not signed in",
                        "There is no session, or it has ended. Sign in with POST /api/session and try again.");
            } else {
                response.sendRedirect(ReturnAddress.signIn(request.getRequestURI(), request.getQueryString()));
            }
        };
    }

    private static AccessDeniedHandler refused(ProblemWriter problems, SecurityLog log) {
        return (request, response, failure) -> {
            if (isManagement(request)) {
                notHere(request, response, problems);
                return;
            }
            var session = SessionCsrfTokens.sessionOf();
            if (session != null && failure instanceof CsrfException) {
                log.refused(SecurityLog.Door.CHANGE, "csrf token", request.getRemoteAddr(), session);
            }
            problems.write(
                    request,
                    response,
                    ProblemType.TOKEN_MISSING,
                    "Not allowed",
                    "Nothing was changed. A change needs the header X-CSRF-TOKEN with the csrfToken of GET /api/session.");
        };
    }

    private static boolean isManagement(HttpServletRequest request) {
        return request.getRequestURI().equals("/actuator")
                || request.getRequestURI().startsWith("/actuator/");
    }

    /** Never a redirect: a program asks, and would take the page that it leads to for an answer. */
    private static void notHere(HttpServletRequest request, HttpServletResponse response, ProblemWriter problems)
            throws IOException {
        problems.write(
                request,
                response,
                HttpStatus.NOT_FOUND,
                "Not on this port",
                "Health and metrics have a port of their own (companion.console.management-port). Ask there.");
    }

    /** An address that could mean another one to the next reader, such as one with // or a semicolon in it. */
    @Bean
    RequestRejectedHandler malformedAddresses(Refusals refusals) {
        return (request, response, failure) -> {
            var refusal = Refusal.malformed();
            refusals.add("request", refusal.reason(), Refusals.Who.at(request.getRemoteAddr()));
            RefusalAnswer.write(request, response, refusal);
        };
    }
}
