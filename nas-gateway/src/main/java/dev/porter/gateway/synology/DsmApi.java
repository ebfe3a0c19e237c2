package dev.porter.gateway.synology;

import java.util.List;

/// The parts of DSM's Web API that Porter uses, with the versions it speaks and all methods that it
/// calls.
enum DsmApi {
    AUTH("SYNO.API.Auth", 3, 7, "login", "logout"),
    FILES_INFO("SYNO.FileStation.Info", 2, 2, "get"),
    FILES_LIST("SYNO.FileStation.List", 2, 2, "list_share", "list", "getinfo"),
    FILES_CREATE_FOLDER("SYNO.FileStation.CreateFolder", 2, 2, "create"),
    FILES_RENAME("SYNO.FileStation.Rename", 2, 2, "rename"),
    FILES_COPY_MOVE("SYNO.FileStation.CopyMove", 2, 3, "start", "status", "stop"),
    FILES_DELETE("SYNO.FileStation.Delete", 2, 2, "start", "status", "stop"),
    FILES_SEARCH("SYNO.FileStation.Search", 2, 2, "start", "list", "stop", "clean"),
    FILES_MD5("SYNO.FileStation.MD5", 2, 2, "start", "status", "stop"),
    FILES_SIZE("SYNO.FileStation.DirSize", 2, 2, "start", "status", "stop"),
    FILES_UPLOAD("SYNO.FileStation.Upload", 2, 2, "upload"),
    FILES_DOWNLOAD("SYNO.FileStation.Download", 2, 2, "download"),
    FILES_SHARING("SYNO.FileStation.Sharing", 3, 3, "create", "edit", "list", "delete"),
    PHOTO_TIMELINE("SYNO.Foto.Browse.Timeline", 2, 5, "get"),
    PHOTO_ITEMS("SYNO.Foto.Browse.Item", 1, 5, "list", "get"),
    PHOTO_FOLDERS("SYNO.Foto.Browse.Folder", 1, 2, "list"),
    PHOTO_ALBUMS("SYNO.Foto.Browse.Album", 1, 5, "list"),
    PHOTO_OWN_ALBUMS("SYNO.Foto.Browse.NormalAlbum", 1, 3, "create", "add_item"),
    PHOTO_THUMBNAIL("SYNO.Foto.Thumbnail", 1, 2, "get"),
    PHOTO_DOWNLOAD("SYNO.Foto.Download", 1, 2, "download"),
    SYSTEM("SYNO.DSM.Info", 2, 2, "getinfo"),
    STORAGE("SYNO.Storage.CGI.Storage", 1, 1, "load_info"),
    USER("SYNO.Core.User", 1, 1, "get", "create", "set"),
    USER_HOME("SYNO.Core.User.Home", 1, 1, "get"),
    RESERVED_NAMES("SYNO.Core.User.UsernamePolicy", 1, 1, "list"),
    PASSWORD_POLICY("SYNO.Core.User.PasswordPolicy", 1, 1, "get"),
    GROUP_MEMBERS("SYNO.Core.Group.Member", 1, 1, "add", "list"),
    QUOTA("SYNO.Core.Quota", 1, 1, "get", "set"),
    AUTO_BLOCK("SYNO.Core.Security.AutoBlock", 1, 1, "get"),
    APPLICATION_RULES("SYNO.Core.AppPriv.Rule", 1, 1, "set", "list");

    private final String id;
    private final int least;
    private final int most;
    private final String methods;

    DsmApi(String id, int least, int most, String... methods) {
        this.id = id;
        this.least = least;
        this.most = most;
        this.methods = String.join(" ", methods);
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

    /// The methods that Porter calls.
    List<String> methods() {
        return List.of(methods.split(" "));
    }

    boolean isOfFiles() {
        return id.startsWith("SYNO.FileStation.");
    }
}
