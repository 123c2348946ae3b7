package dev.companion.console.web.app;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/**
 * Serves the files of the pages. Names under assets carry a digest of the content, so a browser keeps them; a name that
 * is not there is 404 and never the document, so that a page from before an upgrade notices and loads again. The build has
 * compressed them: a browser is sent the Brotli file if it takes that, which it does over https and from this machine.
 */
@Configuration(proxyBeanMethods = false)
class AppConfiguration {

    private static final Duration YEAR = Duration.ofDays(365);

    @Bean
    WebMvcConfigurer appFiles() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/app/assets/**")
                        .addResourceLocations("classpath:/ui/app/assets/")
                        .setCacheControl(CacheControl.maxAge(YEAR).cachePublic().immutable())
                        // Not cached: one file has any number of spellings (%61 for a), and each would be an entry for
                        // ever.
                        .resourceChain(false)
                        .addResolver(new EncodedResourceResolver());
                registry.addResourceHandler("/app/*.js")
                        .addResourceLocations("classpath:/ui/app/")
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }
}
