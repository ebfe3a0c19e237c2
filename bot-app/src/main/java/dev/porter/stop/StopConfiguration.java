package dev.porter.stop;

import org.apache.catalina.core.StandardContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/// Bounds every phase of a stop: first the platforms, then the requests that still run, then the
/// schedule. What is cut goes on at the next start.
@AutoConfiguration(before = LifecycleAutoConfiguration.class)
@EnableConfigurationProperties(LifecycleProperties.class)
public class StopConfiguration {
    /// In milliseconds. Tomcat waits for a twentieth of it again and again, and for ever with less
    /// than twenty.
    private static final long SOON = 100;

    @Bean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME)
    DefaultLifecycleProcessor lifecycleProcessor(LifecycleProperties settings) {
        var stop = new StopApart();
        stop.setTimeoutPerShutdownPhase(settings.getTimeoutPerShutdownPhase().toMillis());
        return stop;
    }

    /// Requests had their time already: Tomcat does not wait for them once more.
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> noSecondWait() {
        return tomcat ->
                tomcat.addContextCustomizers(
                        context -> ((StandardContext) context).setUnloadDelay(SOON));
    }
}
