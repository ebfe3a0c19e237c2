package dev.porter.discord;

import static dev.porter.language.Language.tr;

/// What Discord's side of Porter says by itself.
final class Sentences {
    private Sentences() {}

    static String unusable() {
        return tr(
                "I can keep files, pictures, videos and voice messages, and I read what you write."
                        + " With that one I cannot do anything. /help shows what I can do.");
    }

    static String beside() {
        return tr(
                "I keep files without the words beside them. What you want to tell me, please send"
                        + " as a message of its own.");
    }

    static String cover() {
        return tr("One moment…");
    }

    static String noFile() {
        return tr("There is no file in that message.");
    }

    static String notTaken() {
        return tr(
                "Something went wrong at my end with what you did, and I did not keep it. Please"
                        + " try it again.");
    }

    static String useAgain() {
        return tr(
                "I was stopped before I got to that, and did nothing. Please use it again when I"
                        + " am back.");
    }

    static String comesInPrivate() {
        return tr("I am on it. The answer comes in a direct message.");
    }

    static String inPrivate() {
        return tr("I answered you in a direct message.");
    }

    static String fileInPrivate() {
        return tr("I sent you the file in a direct message.");
    }

    static String fillIn() {
        return tr("Fill in");
    }

    static String backUp() {
        return tr("Back up to the NAS");
    }
}
