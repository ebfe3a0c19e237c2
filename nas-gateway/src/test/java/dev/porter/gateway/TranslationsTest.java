package dev.porter.gateway;

import dev.porter.language.TranslationsContract;
import java.util.Set;

/// What the backends hand over ready for people. The messages of their exceptions, and what comes
/// of them, are for operators and stay in English.
class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                // Directory
                "com.sun.nio.file.ExtendedOpenOption",
                "DIRECT",
                // FolderFiles
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
                // LinuxCalls
                "Linux",
                // Root
                "@eaDir",
                ".DS_Store",
                "System Volume Information",
                "is not there",
                "is another one than before",
                "is without its file ",
                "\nPorter keeps people's files in this folder, and knows it again by this file.\n",
                // Staged
                "Writing",
                // Trouble
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
                // DsmApi
                "SYNO.API.Auth",
                "SYNO.FileStation.Info",
                "SYNO.FileStation.List",
                "SYNO.FileStation.CreateFolder",
                "SYNO.FileStation.Rename",
                "SYNO.FileStation.CopyMove",
                "SYNO.FileStation.Delete",
                "SYNO.FileStation.Search",
                "SYNO.FileStation.DirSize",
                "SYNO.FileStation.Upload",
                "SYNO.FileStation.Download",
                "SYNO.FileStation.Sharing",
                "SYNO.Foto.Browse.Timeline",
                "SYNO.Foto.Browse.Item",
                "SYNO.Foto.Browse.Folder",
                "SYNO.Foto.Browse.Album",
                "SYNO.Foto.Browse.NormalAlbum",
                "SYNO.Foto.Thumbnail",
                "SYNO.Foto.Download",
                "SYNO.DSM.Info",
                "SYNO.Storage.CGI.Storage",
                "SYNO.Core.User",
                "SYNO.Core.User.Home",
                "SYNO.Core.User.UsernamePolicy",
                "SYNO.Core.User.PasswordPolicy",
                "SYNO.Core.Group.Member",
                "SYNO.Core.Quota",
                "SYNO.Core.Security.AutoBlock",
                "SYNO.Core.AppPriv.Rule",
                // DsmAuth
                "Porter",
                "FileStation",
                "Cookie",
                "X-SYNO-TOKEN",
                // DsmClient
                "Range",
                "Accept-Encoding",
                "Content-Type",
                "Content-Disposition",
                // DsmDirectory
                "SYNO.API.Info",
                "maxVersion",
                "minVersion",
                // DsmDownload
                "Content-Range",
                // DsmHttp
                "Location",
                "an unknown place",
                // DsmRefusal
                "DSM refuses %s with code %d%s.",
                // DsmSession
                "DSM does not let ",
                "the name or the password is wrong. Correct %susername and %<spassword, and restart Porter.",
                "the account is disabled. Enable it in DSM.",
                "the account may not use File Station. Allow it in DSM under Control Panel > Application Privileges.",
                "it asks for a two-step code. Set %sdevice-id to a trusted device's id, and restart Porter.",
                "not at this address, which is one of its applications' own. Set porter.nas.synology.url to DSM's, and restart Porter.",
                "two-step verification is enforced. Set it up or except it.",
                "its password has expired. Change it in DSM.",
                "the account is locked. Unlock it in DSM.",
                // DsmTrust
                "TLS",
                // DsmUsers
                " is changed",
                // FileUploads
                "blSkip",
                // LogInBudget
                "DSM has blocked Porter's address after too many failed log-ins (code 407). Remove it in DSM under Control Panel > Security > Protection > Allow/Block List, and put it on the allow list. Porter tries no log-in for 15 minutes.",
                "Too many log-ins to DSM have failed lately. So that DSM does not block Porter's address, Porter tries none for some minutes.",
                // PhoneFolders
                "Photos/MobileBackup",
                // PorterMark
                "Porter has not finished making this account ",
                // SynologyAccounts
                "I cannot work on DSM's users. ",
                " is enabled",
                " is disabled",
                // SynologyFiles
                "the shared folders",
                // SynologyNas
                "log-ins that fail",
                "DSM itself",
                " It answered last %d minutes ago.",
                "the volumes",
                "Look at the disks of the NAS",
                // SynologySettings
                "the name of the service account for files",
                "the service account's password",
                "DSM's address, such as https://nas.example.org:5001",
                "does not begin with https:// and a name, set it to ",
                "has more than an address in it, set it to ",
                ": set it to what your browser shows as the certificate's SHA-256 fingerprint, or to the path of a PEM file",
                "the name that admin-password and admin-device-id belong to",
                "is DSM's built-in administrator, set it to an administrator of Porter's own",
                "the password of ",
                "is no folder as File Station names it, such as /homes",
                "is less than 1MB, set it to a size such as 100GB",
                "SynologySettings[url=%s, username=%s]",
                // UserCreation
                " is made",
                " joins the group ",
                " has a quota of ",
                " MiB",
                " may use ",
                " bears no mark");
    }
}
