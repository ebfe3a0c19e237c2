package dev.porter.start;

import dev.porter.disk.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/// Where the web server keeps what it needs while it runs: left to itself, it makes two folders in
/// the temporary folder of the system each time, which stay there after a kill.
@AutoConfiguration
public class ServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownFolder(TemporaryFolder temporary) {
        return tomcat -> {
            try {
                var folder = temporary.folder("web");
                tomcat.setBaseDirectory(folder.toFile());
                tomcat.setDocumentRoot(Files.createDirectory(folder.resolve("root")).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
