package dev.porter.gateway.synology;

/// The parts of DSM's Web API that Porter uses, with the versions it speaks.
enum DsmApi {
    AUTH("SYNO.API.Auth", 3, 7),
    FILES_INFO("SYNO.FileStation.Info", 2, 2),
    FILES_LIST("SYNO.FileStation.List", 2, 2),
    FILES_CREATE_FOLDER("SYNO.FileStation.CreateFolder", 2, 2),
    FILES_RENAME("SYNO.FileStation.Rename", 2, 2),
    FILES_COPY_MOVE("SYNO.FileStation.CopyMove", 2, 3),
    FILES_DELETE("SYNO.FileStation.Delete", 2, 2),
    FILES_SEARCH("SYNO.FileStation.Search", 2, 2),
    FILES_MD5("SYNO.FileStation.MD5", 2, 2),
    FILES_SIZE("SYNO.FileStation.DirSize", 2, 2),
    FILES_UPLOAD("SYNO.FileStation.Upload", 2, 2),
    FILES_DOWNLOAD("SYNO.FileStation.Download", 2, 2),
    FILES_SHARING("SYNO.FileStation.Sharing", 3, 3),
    PHOTO_TIMELINE("SYNO.Foto.Browse.Timeline", 2, 5),
    PHOTO_ITEMS("SYNO.Foto.Browse.Item", 1, 5),
    PHOTO_FOLDERS("SYNO.Foto.Browse.Folder", 1, 2),
    PHOTO_ALBUMS("SYNO.Foto.Browse.Album", 1, 5),
    PHOTO_OWN_ALBUMS("SYNO.Foto.Browse.NormalAlbum", 1, 3),
    PHOTO_THUMBNAIL("SYNO.Foto.Thumbnail", 1, 2),
    PHOTO_DOWNLOAD("SYNO.Foto.Download", 1, 2),
    SYSTEM("SYNO.DSM.Info", 2, 2),
    STORAGE("SYNO.Storage.CGI.Storage", 1, 1),
    USER("SYNO.Core.User", 1, 1),
    USER_HOME("SYNO.Core.User.Home", 1, 1),
    USER_GROUPS("SYNO.Core.User.Group", 1, 1),
    RESERVED_NAMES("SYNO.Core.User.UsernamePolicy", 1, 1),
    PASSWORD_POLICY("SYNO.Core.User.PasswordPolicy", 1, 1),
    GROUP_MEMBERS("SYNO.Core.Group.Member", 1, 1),
    QUOTA("SYNO.Core.Quota", 1, 1),
    AUTO_BLOCK("SYNO.Core.Security.AutoBlock", 1, 1),
    APPLICATION_RULES("SYNO.Core.AppPriv.Rule", 1, 1);

    private final String id;
    private final int least;
    private final int most;

    DsmApi(String id, int least, int most) {
        this.id = id;
        this.least = least;
        this.most = most;
    }

    /// DSM's name of it.
    String id() {
        return id;
    }

    /// The oldest version that does what Porter needs.
    int least() {
        return least;
    }

    /// The newest version that Porter speaks.
    int most() {
        return most;
    }

    boolean isOfFiles() {
        return id.startsWith("SYNO.FileStation.");
    }
}
