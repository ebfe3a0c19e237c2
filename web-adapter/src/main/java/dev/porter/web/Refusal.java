package dev.porter.web;

import static dev.porter.language.Language.tr;

import org.springframework.http.HttpStatus;

/// Something that cannot be taken, with the one sentence that the person gets.
final class Refusal extends RuntimeException {
    private final HttpStatus status;

    Refusal(HttpStatus status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    static Refusal badInput(String sentence) {
        return new Refusal(HttpStatus.BAD_REQUEST, sentence);
    }

    static Refusal notThere(String sentence) {
        return new Refusal(HttpStatus.NOT_FOUND, sentence);
    }

    static Refusal failed() {
        return new Refusal(
                HttpStatus.INTERNAL_SERVER_ERROR,
                tr("Something went wrong on Porter's side. Please try again."));
    }

    static Refusal brokenOff() {
        return badInput(tr("The upload broke off. Nothing was kept; please send it again."));
    }

    HttpStatus status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
