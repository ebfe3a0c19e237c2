package dev.porter.discord;

/// What Discord's side of Porter says by itself.
final class Sentences {
    static final String UNUSABLE =
            "I can keep files, pictures, videos and voice messages, and I read what you write. With"
                    + " that one I cannot do anything. /help shows what I can do.";
    static final String BESIDE =
            "I keep files without the words beside them. What you want to tell me, please send as a"
                    + " message of its own.";
    static final String COVER = "One moment…";
    static final String NO_FILE = "There is no file in that message.";
    static final String NOT_TAKEN =
            "Something went wrong at my end with what you did, and I did not keep it. Please try it"
                    + " again.";
    static final String USE_AGAIN =
            "I was stopped before I got to that, and did nothing. Please use it again when I am"
                    + " back.";
    static final String COMES_IN_PRIVATE = "I am on it. The answer comes in a direct message.";
    static final String IN_PRIVATE = "I answered you in a direct message.";
    static final String FILE_IN_PRIVATE = "I sent you the file in a direct message.";
    static final String FILL_IN = "Fill in";
    static final String BACK_UP = "Back up to the NAS";

    private Sentences() {}
}
