package dev.companion.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.PropertySource;

/** The console on its own. People sign in with their platform's credentials, so there are no local users. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@PropertySource("classpath:console.properties")
public class ConsoleApplication {

    public static void main(String[] args) {
        SpringApplication.run(ConsoleApplication.class, args);
    }
}
