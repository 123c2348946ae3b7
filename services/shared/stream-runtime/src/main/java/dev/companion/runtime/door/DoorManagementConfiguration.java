package dev.companion.runtime.door;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the door in front of a management port of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class DoorManagementConfiguration {

    @Bean
    FilterRegistrationBean<DoorFilter> managementDoorFilter(DoorProperties properties, Refusals refusals) {
        return DoorAutoConfiguration.registered(new DoorFilter(
                "management",
                HostNames.forPlatform(properties.hostNames()),
                BodyLimits.standard(),
                refusals,
                System::nanoTime));
    }

    @Bean
    DoorServer managementDoorServer() {
        return new DoorServer();
    }
}
