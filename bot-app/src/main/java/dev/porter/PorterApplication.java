package dev.porter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts Porter. The parts are wired by one `…Configuration` in each module.
@SpringBootApplication
public class PorterApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PorterApplication.class, arguments);
    }
}
