package dev.porter.gateway.synology;

import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// DSM's rules for passwords, as far as it tells them; DSM itself may still refuse one.
final class PasswordRules {
    private final JsonNode rules;

    /// @param rules DSM's `strong_password`
    PasswordRules(JsonNode rules) {
        this.rules = rules;
    }

    boolean areBrokenBy(Secret password, UserName name) {
        var said = password.reveal();
        var shortest = is("min_length_enable") ? DsmAnswers.number(rules.path("min_length"), 0) : 1;
        return said.codePointCount(0, said.length()) < shortest
                || (is("mixed_case")
                        && (said.chars().noneMatch(Character::isUpperCase)
                                || said.chars().noneMatch(Character::isLowerCase)))
                || (is("included_numeric_char") && said.chars().noneMatch(Character::isDigit))
                || (is("included_special_char")
                        && said.chars().allMatch(Character::isLetterOrDigit))
                || (is("exclude_username") && said.toLowerCase(Locale.ROOT).contains(name.value()));
    }

    private boolean is(String rule) {
        return DsmAnswers.yes(rules.path(rule));
    }
}
