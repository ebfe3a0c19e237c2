package dev.porter.settings;

import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/// Looks for what [ConditionalOnSecret] names.
final class SecretIsSet extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        var key = metadata.getAnnotations().get(ConditionalOnSecret.class).getString("value");
        var set =
                Stream.of(key, key + "-file")
                        .map(context.getEnvironment()::getProperty)
                        .anyMatch(StringUtils::hasText);
        return new ConditionOutcome(
                set, ConditionMessage.forCondition(ConditionalOnSecret.class, key).resultedIn(set));
    }
}
