package dev.porter.gateway.synology;

import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// DSM understood and said no. What the number means depends on the API.
final class DsmRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Saying saying;
    private final DsmApi api;
    private final int code;
    private final int inner;

    /// @param inner the code for one of several things that were asked for, 0 when there is none
    DsmRefusal(DsmCall call, int code, int inner) {
        this(call, code, inner, saying(call, code, inner));
    }

    private DsmRefusal(DsmCall call, int code, int inner, Saying saying) {
        super(saying.english());
        this.saying = saying;
        this.api = call.api();
        this.code = code;
        this.inner = inner;
    }

    private static Saying saying(DsmCall call, int code, int inner) {
        return inner == 0
                ? sentence("DSM refuses %s with code %s.", call, code)
                : sentence("DSM refuses %s with code %s (%s).", call, code, inner);
    }

    /// Reads DSM's error, whose details have come as a list of objects, as an object and as
    /// numbers.
    static DsmRefusal of(DsmCall call, JsonNode error) {
        return new DsmRefusal(
                call,
                (int) DsmAnswers.number(error.path("code"), 0),
                DsmAnswers.firstCode(error.path("errors")));
    }

    /// The code that says most.
    int code() {
        return inner == 0 ? code : inner;
    }

    /// Whether the session is no longer known, so that a new log-in may help.
    boolean isOfSession() {
        return code == 106 || code == 107 || code == 119 || code == 150;
    }

    /// Whether the number says something about what was asked. The lower ones are the same for all
    /// APIs, and most of them say that the API itself could not be asked.
    boolean isOfApi() {
        return code >= 200;
    }

    /// Whether DSM is too busy now. It may have begun.
    boolean isOfLoad() {
        return switch (code) {
            case 109, 110, 111, 117, 118 -> true;
            case 402, 421 -> api.isOfFiles();
            default -> false;
        };
    }

    Kind kind() {
        return switch (code) {
            case 105, 115, 116, 160 -> Kind.NOT_PERMITTED;
            case 106, 107, 119, 150 -> Kind.NOT_SIGNED_IN;
            case 108, 109, 110, 111, 117, 118 -> Kind.AWAY;
            default -> api.isOfFiles() ? ofFiles(code()) : Kind.BROKEN;
        };
    }

    private static Kind ofFiles(int code) {
        return switch (code) {
            case 407, 411, 105 -> Kind.NOT_PERMITTED;
            case 408 -> Kind.NOT_FOUND;
            case 414, 1003, 1004, 1805 -> Kind.EXISTS;
            case 415, 416 -> Kind.NO_SPACE;
            case 400, 409, 412, 413, 418, 419, 420, 1006, 1007, 1101, 1804 -> Kind.INVALID;
            case 402, 410, 421, 599, 1801, 1803 -> Kind.AWAY;
            default -> Kind.BROKEN;
        };
    }

    /// Does what DSM may refuse, for those who do not know DSM.
    static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (DsmRefusal refusal) {
            throw refusal.plain();
        }
    }

    /// The same, about one of many.
    ///
    /// @param subject what it is about
    static <T> T told(Object subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (DsmRefusal refusal) {
            throw refusal.about(subject);
        }
    }

    /// The same for those who do not know DSM.
    NasException plain() {
        return new NasException(kind(), saying, this);
    }

    /// The same, about one of many.
    ///
    /// @param subject a name or a place
    NasException about(Object subject) {
        return new NasException(kind(), saying.and(sentence("It was about %s.", subject)), this);
    }
}
