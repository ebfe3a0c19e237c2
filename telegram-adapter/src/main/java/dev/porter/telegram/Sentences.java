package dev.porter.telegram;

import static dev.porter.language.Language.tr;

/// What Telegram's side of Porter says by itself.
final class Sentences {
    private Sentences() {}

    static String unusable() {
        return tr(
                "I can keep files, photos, videos and voice messages, and I read what you write."
                        + " With that one I cannot do anything. /help shows what I can do.");
    }

    static String caption() {
        return tr(
                "I keep files without the words beside them. What you want to tell me, please send"
                        + " as a message of its own.");
    }

    static String edited() {
        return tr(
                "I saw that you changed an earlier message. If you put another file into it, please"
                        + " send that file as a new message: I keep what is sent, not what is"
                        + " changed later.");
    }

    static String cover() {
        return tr("One moment…");
    }

    static String group() {
        return tr(
                "Hello! What people keep with me is theirs alone, so I only work in a private"
                        + " chat.");
    }

    static String toPrivateChat() {
        return tr("Open the private chat");
    }

    static String empty() {
        return tr(
                "This file is empty, with no bytes in it at all. Telegram does not carry such"
                        + " files.");
    }
}
