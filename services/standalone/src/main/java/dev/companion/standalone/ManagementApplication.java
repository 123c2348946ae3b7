package dev.companion.standalone;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Health and metrics of all services on one port. Security and pages of the console are not part of it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "dev.companion.runtime.RuntimeAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration"
        })
class ManagementApplication {

    static ConfigurableApplicationContext start(ConfigurableApplicationContext shared, String address, int port) {
        return new SpringApplicationBuilder(ManagementApplication.class)
                .parent(shared)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .run(
                        "--server.port=" + port,
                        "--server.address=" + address,
                        "--spring.application.name=companion",
                        "--springdoc.api-docs.enabled=false",
                        "--management.endpoint.health.group.readiness.include=readinessState,services",
                        "--management.endpoint.health.group.liveness.include=livenessState,alive");
    }

    /** Up once every service is; otherwise reports for each service what it waits for. Its name in health is services. */
    @Bean
    HealthIndicator servicesHealthIndicator(Services services) {
        return services::health;
    }

    /** Down if a service needs a restart. Its name in health is alive. */
    @Bean
    HealthIndicator aliveHealthIndicator(Services services) {
        return services::alive;
    }
}
