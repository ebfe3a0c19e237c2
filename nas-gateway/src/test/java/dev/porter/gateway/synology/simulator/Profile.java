package dev.porter.gateway.synology.simulator;

/// How a DSM answers where the sources about it disagree.
public enum Profile {
    /// As the published guides say, and old enough that log-in ends at version 6.
    GUIDE(6),
    /// As DSM 7.2.1 was measured.
    DSM721(7),
    /// As DSM 7.3 was measured or is suspected of.
    DSM73(7);

    final int logInVersion;

    Profile(int logInVersion) {
        this.logInVersion = logInVersion;
    }

    String authPath() {
        return this == GUIDE ? "auth.cgi" : "entry.cgi";
    }

    String deviceField() {
        return this == GUIDE ? "did" : "device_id";
    }

    int uploadConflict() {
        return this == GUIDE ? 1805 : 414;
    }

    boolean takesChunks() {
        return this != GUIDE;
    }

    /// Whether an upload that broke off leaves what had come under its final name.
    boolean leavesPartialFiles() {
        return this == DSM73;
    }

    /// Whether a task cannot be asked about at once, and no more once it was seen to be finished.
    boolean losesTasks() {
        return this != GUIDE;
    }

    /// Whether a task is only found by its quoted id.
    boolean wantsQuotedTasks() {
        return this != GUIDE;
    }

    /// Whether a copy of what is not there ends as a task that failed, or as one that is gone.
    boolean failsInStatus() {
        return this == GUIDE;
    }

    /// Whether a user without rights is told so, or that there is nothing.
    int noRightToList() {
        return this == DSM73 ? 408 : 407;
    }

    boolean explainsMissingEntries() {
        return this != DSM73;
    }

    boolean hasRecycleBin() {
        return this == DSM721;
    }

    /// Whether a link can be for putting files into a folder. The guide knows of none.
    boolean takesFileRequests() {
        return this != GUIDE;
    }

    boolean creatingFolderAgainFails() {
        return this != DSM721;
    }

    boolean writesNumbersAsStrings() {
        return this == DSM73;
    }

    /// Whether the home service answers 119 to all but the built-in administrator.
    boolean hidesHomeService() {
        return this == DSM73;
    }

    /// Whether a file can have this name. The guide only says that some cannot.
    boolean takes(String name) {
        return !name.isEmpty()
                && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 255
                && name.equals(name.strip())
                && name.chars()
                        .noneMatch(c ->
                                c < ' '
                                        || c == '/'
                                        || c == '\\'
                                        || (this == GUIDE && ":*?\"<>|".indexOf(c) >= 0));
    }

    String version() {
        return switch (this) {
            case GUIDE -> "DSM 6.2.4-25556";
            case DSM721 -> "DSM 7.2.1-69057 Update 6";
            case DSM73 -> "DSM 7.3.2-86009";
        };
    }
}
