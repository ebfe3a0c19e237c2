package dev.porter.web;

import dev.porter.chat.ChatPlatform;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether there is a chat page: as `porter.web-chat.enabled` says, and when that is not set,
/// whenever there is no other chat platform.
final class WebChatWanted extends SpringBootCondition implements ConfigurationCondition {
    private static final String ENABLED = "porter.web-chat.enabled";

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        var wanted = Binder.get(context.getEnvironment()).bind(ENABLED, Boolean.class);
        if (wanted.isBound()) {
            return new ConditionOutcome(wanted.get(), ENABLED + " is set");
        }
        var others =
                Objects.requireNonNull(context.getBeanFactory())
                        .getBeanNamesForType(ChatPlatform.class, true, false);
        return others.length == 0
                ? ConditionOutcome.match("there is no other chat platform")
                : ConditionOutcome.noMatch("there is " + String.join(" and ", others));
    }
}
