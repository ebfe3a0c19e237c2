package dev.porter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/// Starts Porter. Every part is an auto-configuration of its module and says by itself when it is
/// wanted; nothing is found by scanning.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PorterApplication {
    /// Starts Porter with the settings given as arguments, which come before those of the
    /// environment.
    public static void main(String[] arguments) {
        SpringApplication.run(PorterApplication.class, arguments);
    }
}
