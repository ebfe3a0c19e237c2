package dev.porter.gateway;

import dev.porter.disk.TemporaryFolder;
import dev.porter.gateway.folder.FolderNas;
import dev.porter.gateway.synology.SynologyNas;
import dev.porter.gateway.synology.SynologySettings;
import dev.porter.nas.Nas;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the one NAS.
@AutoConfiguration
@EnableConfigurationProperties({NasGatewaySettings.class, PorterSettings.class})
public class NasGatewayConfiguration {
    /// Only so that a wrong type stops the start, whatever backends there are.
    NasGatewayConfiguration(NasGatewaySettings settings) {
        LoggerFactory.getLogger(NasGatewayConfiguration.class)
                .debug("The NAS is a {}.", settings.type());
    }

    /// Here, so that nobody who uses a folder has to care about these settings.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "porter.nas.type", havingValue = NasGatewaySettings.SYNOLOGY)
    @EnableConfigurationProperties(SynologySettings.class)
    static class Synology {
        @Bean
        SynologyNas synologyNas(SynologySettings settings, TemporaryFolder temporary) {
            return new SynologyNas(settings, temporary, Clock.systemUTC());
        }
    }

    @Bean
    @ConditionalOnMissingBean(Nas.class)
    @ConditionalOnProperty(
            name = "porter.nas.type",
            havingValue = NasGatewaySettings.FOLDER,
            matchIfMissing = true)
    Nas folderNas(NasGatewaySettings settings, PorterSettings porter) {
        var folder = settings.folder();
        var nas =
                new FolderNas(
                        folder.pathIn(porter.data()),
                        porter.data().resolve("nas-folders"),
                        folder.quotaInBytes());
        var health = nas.health();
        if (!health.ready()) {
            LoggerFactory.getLogger(NasGatewayConfiguration.class).warn("{}", health.words());
        }
        return nas;
    }
}
