package dev.porter.web;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/// Whether there is a chat page: as `porter.web-chat.enabled` says, and when that is not set,
/// whenever no other chat platform has a token.
final class WebChatWanted extends SpringBootCondition {
    private static final String ENABLED = "porter.web-chat.enabled";
    private static final List<String> TOKENS =
            List.of(
                    "porter.telegram.token",
                    "porter.telegram.token-file",
                    "porter.discord.token",
                    "porter.discord.token-file");

    @Override
    public ConditionOutcome getMatchOutcome(
            ConditionContext context, AnnotatedTypeMetadata metadata) {
        var binder = Binder.get(context.getEnvironment());
        var wanted = binder.bind(ENABLED, Boolean.class);
        if (wanted.isBound()) {
            return new ConditionOutcome(wanted.get(), ENABLED + " is set");
        }
        var other =
                TOKENS.stream()
                        .filter(key ->
                                StringUtils.hasText(binder.bind(key, String.class).orElse("")))
                        .findFirst();
        return other.map(key -> ConditionOutcome.noMatch(key + " is set"))
                .orElseGet(() -> ConditionOutcome.match("no chat platform has a token"));
    }
}
