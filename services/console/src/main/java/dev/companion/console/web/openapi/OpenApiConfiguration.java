package dev.companion.console.web.openapi;

import dev.companion.console.security.SessionCookie;
import dev.companion.console.web.query.Csv;
import dev.companion.vocabulary.AddOn;
import dev.companion.vocabulary.PackageModule;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires the OpenAPI document. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String ABOUT = """
            Links Datto RMM sites to GravityZone companies.

            Sign in with POST /api/session. Every call then carries the session's cookie, and every change also the header \
            X-CSRF-TOKEN with the csrfToken of the session.

            A change is accepted with 202 and a task; GET /api/tasks/{id} shows its progress.

            Later versions can add operations, properties and values of enumerations, and remove none. Ignore properties \
            that you do not know. Treat a value that you do not know as UNKNOWN: show it, and take no action because of it.

            A refusal or failure is application/problem+json; branch on its type.
            """;

    @Bean
    PlainJavadoc plainJavadoc() {
        return new PlainJavadoc();
    }

    @Bean
    RecordSchemas recordSchemas(JavadocProvider plainJavadoc) {
        return new RecordSchemas(plainJavadoc);
    }

    @Bean
    OpenAPI openApi(SessionCookie cookie) {
        return new OpenAPI()
                // Not the Host header of the request, which the caller chooses.
                .addServersItem(new Server().url("/").description("This console."))
                .info(new Info().title("Companion console").version("v1").description(ABOUT.strip()))
                .schemaRequirement(
                        OperationRules.SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name(cookie.name())
                                .description("The session's cookie, which POST /api/session sets."))
                .schemaRequirement(
                        OperationRules.CSRF,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-CSRF-TOKEN")
                                .description("The csrfToken that POST and GET /api/session return."));
    }

    @Bean
    OpenApiCustomizer exactDocument(
            RecordSchemas records,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return document -> {
            packageContents(document);
            KnownValues.applyTo(document);
            records.applyTo(document);
            ProblemSchema.applyTo(document);
            OperationRules.applyTo(document, files(mappings.getObject()));
        };
    }

    /** Paths of lists that can be had as files. */
    private static Set<String> files(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().keySet().stream()
                .filter(info -> info.getProducesCondition().getProducibleMediaTypes().stream()
                        .anyMatch(type -> type.toString().equals(Csv.TYPE)))
                .flatMap(info -> info.getPatternValues().stream())
                .collect(Collectors.toSet());
    }

    /** The bodies hold modules and add-ons as maps; this names the keys. */
    private static void packageContents(OpenAPI document) {
        for (var name : List.of("DefaultPackageItem", "DefaultPackageBody")) {
            var contents = Types.schema(document, name);
            var modules = Types.object();
            for (var module : PackageModule.values()) {
                modules.addProperty(module.property(), on("the module " + module.property()));
            }
            var addOns = Types.object();
            for (var addOn : AddOn.values()) {
                addOns.addProperty(addOn.property(), on("the add-on " + addOn.property()));
            }
            contents.addProperty("modules", modules).addProperty("addOns", addOns);
        }
    }

    private static Schema<?> on(String what) {
        return Types.yesOrNo().description("Whether a package contains " + what + ".");
    }
}
