package dev.companion.resolver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

@SpringBootApplication
@PropertySource("classpath:event-resolver.properties")
public class EventResolverApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(EventResolverApplication.class, arguments);
    }
}
