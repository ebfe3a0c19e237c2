package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.nas.NasPath;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Where the bytes of a backup are on the NAS.
final class NasPlaces {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneId.systemDefault());
    private static final Pattern TEMPORARY = Pattern.compile("\\.porter-([0-9]{1,18})\\.part");

    private NasPlaces() {}

    /// The folder in an account's home that has one for every month.
    static NasPath months(Account account) {
        return NasPath.home(account.home()).resolve("Backup");
    }

    /// Where it is until it is verified: hidden in the folder where it is going to be, because
    /// every NAS renames within a folder in one step.
    static NasPath temporary(Backup backup, Account account) {
        return folder(backup, account).resolve(".porter-%d.part".formatted(backup.id()));
    }

    /// The backup whose temporary place has this name; empty where somebody else gave it.
    static OptionalLong backup(String name) {
        var found = TEMPORARY.matcher(name);
        return found.matches()
                ? OptionalLong.of(Long.parseLong(found.group(1)))
                : OptionalLong.empty();
    }

    /// Where it is going to be, if nothing else is there.
    static NasPath wanted(Backup backup, Account account) {
        return folder(backup, account).resolve(backup.name);
    }

    /// Once it is decided it stays, also when this computer moves to another time zone.
    private static NasPath folder(Backup backup, Account account) {
        return backup.path == null
                ? months(account).resolve(MONTH.format(backup.createdAt))
                : new NasPath(account.home(), backup.path).parent();
    }
}
