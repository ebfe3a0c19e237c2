package dev.porter.account;

import static dev.porter.language.Language.tr;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a new password must be. The guide asks for eight characters with upper case, lower case and
/// a digit; the rest refuses what is guessed first.
final class PasswordRules {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    /// Estimated guesses, as zxcvbn counts them, below which a password is found in no time.
    private static final double TOO_FEW_GUESSES = 1e6;

    private final Zxcvbn strength = new Zxcvbn();

    PasswordRules() {}

    /// Checks a password that a person chose.
    ///
    /// @return a kind reason why not; empty when it is good
    Optional<String> refusal(Secret chosen, UserName name, String displayName) {
        var password = chosen.reveal();
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional.of(tr("That is a little short: please use at least 8 characters."));
        }
        if (length > LONGEST) {
            return Optional.of(tr("That is too long for me: please use at most 128 characters."));
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of(tr("There is a character in it that no keyboard can repeat."));
        }
        if (password.codePoints().noneMatch(Character::isUpperCase)) {
            return Optional.of(tr("Please add at least one capital letter."));
        }
        if (password.codePoints().noneMatch(Character::isLowerCase)) {
            return Optional.of(tr("Please add at least one small letter."));
        }
        if (password.codePoints().noneMatch(Character::isDigit)) {
            return Optional.of(tr("Please add at least one digit."));
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.value())) {
            return Optional.of(tr("Please leave your user name out of it."));
        }
        // It looks at no more than that: the cost of its search grows with the length.
        var looked = password.substring(0, password.offsetByCodePoints(0, Math.min(length, 40)));
        var measured =
                strength.measure(looked, List.of(name.value(), displayName, "porter", "nas"));
        if (measured.getGuesses() < TOO_FEW_GUESSES) {
            return Optional.of(
                    tr(
                            "That one is on the lists that attackers try first. Three or four unrelated"
                                    + " words with a number make a good one."));
        }
        return Optional.empty();
    }
}
