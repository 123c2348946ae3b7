package dev.companion.console.web;

import dev.companion.console.domain.signin.SignInLimits;
import dev.companion.console.probe.GravityZoneProbe;
import dev.companion.console.probe.RmmProbe;
import dev.companion.console.probe.VendorSessions;
import dev.companion.console.requests.RequestPublisher;
import dev.companion.console.security.SecurityLog;
import dev.companion.console.security.SessionCookie;
import dev.companion.console.security.TenantOrigins;
import dev.companion.console.view.ConsoleView;
import dev.companion.console.view.ViewProgress;
import dev.companion.console.web.problem.ViewReadyInterceptor;
import dev.companion.console.web.query.Csv;
import dev.companion.console.web.settings.CredentialTests;
import dev.companion.console.web.settings.CredentialsHandler;
import dev.companion.console.web.settings.SettingsAccess;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures Spring MVC and the OpenAPI document. */
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
                                "/assets/**", "/favicon.svg", "/signin", "/error", "/v3/**", "/actuator/**");
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

    @Bean
    OpenAPI openApi(SessionCookie cookie) {
        return new OpenAPI()
                .info(new Info()
                        .title("Companion console")
                        .version("v1")
                        .description(
                                "Links Datto RMM sites to GravityZone companies. Sign in with POST /api/session; every"
                                        + " change then carries the session's cookie and the header X-CSRF-TOKEN."))
                .addSecurityItem(new SecurityRequirement().addList("session"))
                .schemaRequirement(
                        "session",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name(cookie.name()));
    }

    /** Every call can be refused, always in the same form. */
    @Bean
    OpenApiCustomizer problems() {
        var problem = new ObjectSchema()
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("what is wrong, what follows, what to do"))
                .addProperty(
                        "refusals",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("siteUid", new StringSchema())
                                        .addProperty("reason", new StringSchema())))
                .addProperty("missingPermissions", new ArraySchema().items(new StringSchema()));
        var response = new ApiResponse()
                .description("Refused, with the reason")
                .content(new Content()
                        .addMediaType(
                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new io.swagger.v3.oas.models.media.MediaType().schema(problem)));
        return described -> described.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses().addApiResponse("default", response));
    }

    /** The bodies hold modules and add-ons as maps; this names the keys. */
    @Bean
    OpenApiCustomizer packageContents() {
        var modules = new ObjectSchema();
        for (var module : PackageModule.values()) {
            modules.addProperty(module.property(), new BooleanSchema());
        }
        var addOns = new ObjectSchema();
        for (var addOn : AddOn.values()) {
            addOns.addProperty(addOn.property(), new BooleanSchema());
        }
        return described -> Stream.of("DefaultPackageItem", "DefaultPackageBody")
                .map(name -> described.getComponents().getSchemas().get(name))
                .filter(Objects::nonNull)
                .forEach(schema -> schema.addProperty("modules", modules).addProperty("addOns", addOns));
    }
}
