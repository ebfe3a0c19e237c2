package dev.porter.language;

import java.util.Set;

/// German says all that the product says.
class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                "has an invite", // kept in a table and never shown
                "with the code set as ", // the log of the start
                "Porter is ready.",
                " There is no administrator yet: send ",
                "otpauth://totp/Porter:%s?secret=%s&issuer=Porter",
                "Porter %s, Java %s, Spring Boot %s",
                "(development build)",
                "On ", // a platform's own name comes before it
                ", because of ", // a log
                " Backup", // a folder on the NAS
                " Android",
                "Synology Photos",
                "Synology Drive",
                "Synology Drive Client",
                " English",
                " Deutsch",
                " …");
    }
}
