package dev.companion.poller;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

@SpringBootApplication
@PropertySource("classpath:poller.properties")
public class PollerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PollerApplication.class, arguments);
    }
}
