package dev.companion.runtime.door;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Lets Tomcat answer its own failures as the other ones are answered. */
final class DoorServer implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                // The innermost valve of this kind answers; the class is named so that the host adds no other one.
                host.setErrorReportValveClass(ErrorAnswerValve.class.getName());
                host.getPipeline().addValve(new ErrorAnswerValve());
            }
        });
    }

    /** After Spring Boot's own, whose valve of this kind would be nearer otherwise. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
