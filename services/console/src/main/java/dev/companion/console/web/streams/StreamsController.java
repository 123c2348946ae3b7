package dev.companion.console.web.streams;

import dev.companion.console.streams.PublicTopics;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public topics. Of all tenants together, so it says sums, and of consumers only the name of the slowest group. */
@RestController
@RequestMapping("/api/streams")
@Tag(name = "System")
class StreamsController {

    private final PublicTopics topics;

    StreamsController(PublicTopics topics) {
        this.topics = topics;
    }

    @GetMapping
    @Operation(
            operationId = "getStreams",
            summary = "Returns how the public topics are",
            description =
                    "Size, growth, compaction and the slowest known consumer group of each topic that other programs read,"
                            + " for all tenants together. The brokers are asked every 30 seconds, not on each request; at most 200"
                            + " consumer groups are looked at.")
    StreamsItem streams() {
        return StreamsItem.of(topics.now());
    }
}
