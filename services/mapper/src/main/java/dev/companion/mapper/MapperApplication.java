package dev.companion.mapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.PropertySource;

@SpringBootApplication
@PropertySource("classpath:mapper.properties")
public class MapperApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(MapperApplication.class, arguments);
    }
}
