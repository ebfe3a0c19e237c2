package dev.porter.gateway;

import dev.porter.language.TranslationsContract;
import java.util.Set;

class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                // what was tried, for operators
                "Making the home of ",
                "Removing the home of ",
                "Looking up ",
                "Listing ",
                "Searching ",
                "Making ",
                "Writing ",
                "Reading ",
                "Moving ",
                "Opening ",
                "Deleting ",
                "Measuring the home of ",
                // what is on a disk
                ".DS_Store",
                "System Volume Information",
                "\nPorter keeps people's files in this folder, and knows it again by this file.\n",
                // the words of the system
                "Linux",
                "invalid argument",
                "no space left",
                "quota exceeded",
                "not enough space",
                "read-only file system",
                "operation not permitted",
                "permission denied",
                "stale file handle",
                "transport endpoint",
                "host is down",
                "no route to host",
                "connection timed out",
                "no such device",
                "too many open files",
                "resource temporarily unavailable",
                "file name too long",
                "file too large",
                "invalid or incomplete multibyte",
                // what stands in DSM
                "Porter",
                "Porter has not finished making this account ",
                // settings, for who starts Porter
                "the name of the service account for files",
                "DSM's address, such as https://nas.example.org:5001",
                "SynologySettings[url=%s, username=%s]");
    }
}
