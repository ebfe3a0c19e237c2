package dev.porter.telegram;

/// What Telegram's side of Porter says by itself.
final class Sentences {
    static final String UNUSABLE =
            "I can keep files, photos, videos and voice messages, and I read what you write. With"
                    + " that one I cannot do anything. /help shows what I can do.";
    static final String CAPTION =
            "I keep files without the words beside them. What you want to tell me, please send as a"
                    + " message of its own.";
    static final String EDITED =
            "I saw that you changed an earlier message. If you put another file into it, please"
                    + " send that file as a new message: I keep what is sent, not what is changed"
                    + " later.";
    static final String COVER = "One moment…";
    static final String GROUP =
            "Hello! What people keep with me is theirs alone, so I only work in a private chat.";
    static final String TO_PRIVATE_CHAT = "Open the private chat";
    static final String EMPTY =
            "This file is empty, with no bytes in it at all. Telegram does not carry such files.";

    private Sentences() {}
}
