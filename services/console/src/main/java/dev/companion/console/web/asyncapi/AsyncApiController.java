package dev.companion.console.web.asyncapi;

import dev.companion.schemas.TopicCatalogue;
import dev.companion.schemas.TopicCatalogue.Visibility;
import dev.companion.schemas.asyncapi.AsyncApiDocument;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The public topics as AsyncAPI 3, with the names that they have in this installation. A document about another interface, so
 * it is no operation of the REST API's own document. The same for all tenants.
 */
@Hidden
@RestController
class AsyncApiController {

    private final Map<String, Object> document = AsyncApiDocument.of(TopicCatalogue.load(), Set.of(Visibility.YES));

    @GetMapping("/api/asyncapi")
    Map<String, Object> asyncApi() {
        return document;
    }
}
