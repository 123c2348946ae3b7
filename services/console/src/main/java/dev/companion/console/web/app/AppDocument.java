package dev.companion.console.web.app;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The one document of the pages of {@code ui}. A build without Node has none. */
@Component
class AppDocument {

    private final Resource content;
    private final boolean isBuilt;

    AppDocument() {
        this(new ClassPathResource("ui/index.html"));
    }

    AppDocument(Resource content) {
        this.content = content;
        this.isBuilt = content.exists();
    }

    boolean isBuilt() {
        return isBuilt;
    }

    Resource content() {
        return content;
    }
}
