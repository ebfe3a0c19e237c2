package dev.porter.language;

import java.util.Set;

/// German says all that the product says.
class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                "has an invite", // kept in a table, never shown
                "otpauth://totp/Porter:%s?secret=%s&issuer=Porter",
                "Porter %s, Java %s, Spring Boot %s",
                "(development build)",
                " Backup", // a folder on the NAS
                " …");
    }
}
