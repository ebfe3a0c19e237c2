package dev.porter.start;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/// Says what a setting has to look like. The value itself may be a secret in the wrong place.
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class ValueAnalyzer extends AbstractFailureAnalyzer<BindException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BindException cause) {
        var type = cause.getTarget().getType().resolve();
        return type == null || findCause(cause, ConversionException.class) == null
                ? null
                : new FailureAnalysis(
                        "Porter cannot use the value of %s: set it to %s, or leave it out."
                                .formatted(cause.getName(), wanted(type)),
                        null,
                        cause);
    }

    private static String wanted(Class<?> type) {
        var boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed.isEnum()) {
            return Arrays.stream(boxed.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(boxed)) {
            return "a number";
        }
        if (boxed == DataSize.class) {
            return "a size such as 50GB";
        }
        if (boxed == Duration.class) {
            return "a time such as 30s";
        }
        if (boxed == URI.class) {
            return "an address such as https://nas.example.org";
        }
        return "something else";
    }
}
