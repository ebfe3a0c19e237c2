package dev.porter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/// Starts Porter. The parts are wired by one `…Configuration` in each module, each an
/// auto-configuration with its own conditions; nothing is scanned for, which would go round them.
@SpringBootConfiguration
@EnableAutoConfiguration
public class PorterApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PorterApplication.class, arguments);
    }
}
