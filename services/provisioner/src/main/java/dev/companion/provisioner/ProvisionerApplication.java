package dev.companion.provisioner;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

@SpringBootApplication
@PropertySource("classpath:provisioner.properties")
public class ProvisionerApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ProvisionerApplication.class, arguments);
    }
}
