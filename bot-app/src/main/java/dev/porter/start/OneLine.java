package dev.porter.start;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Says why Porter did not start, in one line instead of Spring Boot's page.
final class OneLine implements FailureAnalysisReporter {
    private static final Logger log = LoggerFactory.getLogger(OneLine.class);

    @Override
    public void report(FailureAnalysis analysis) {
        var sentence =
                Stream.of(analysis.getDescription(), analysis.getAction())
                        .filter(Objects::nonNull)
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" "));
        log.error("Porter did not start. {}", sentence);
        log.debug("This is where it was noticed:", analysis.getCause());
    }
}
