package dev.porter.gateway.synology.simulator;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which APIs there are, where, and in which versions.
final class Directory {
    private final Map<String, Api> apis = new LinkedHashMap<>();

    private record Api(String path, int least, int most, boolean json) {}

    /// @param stopped what the names of the APIs begin with whose packages do not run
    Directory(Profile profile, Set<String> stopped) {
        apis.put("SYNO.API.Info", new Api("query.cgi", 1, 1, false));
        apis.put("SYNO.API.Auth", new Api(profile.authPath(), 1, profile.logInVersion, false));
        add(1, 2, "List", "Download", "Delete", "Rename", "CreateFolder", "MD5", "DirSize");
        add(1, 2, "Search", "Info");
        add(1, 3, "CopyMove", "Sharing", "CheckPermission");
        add(2, 3, "Upload");
        apis.put("SYNO.DSM.Info", new Api("entry.cgi", 2, 2, true));
        if (profile != Profile.GUIDE) {
            apis.put("SYNO.Core.User.UsernamePolicy", new Api("entry.cgi", 1, 1, true));
            apis.put("SYNO.Core.Security.AutoBlock", new Api("entry.cgi", 1, 1, true));
            for (var name : new String[] {"Timeline", "Item", "Album"}) {
                apis.put("SYNO.Foto.Browse." + name, new Api("entry.cgi", 1, 5, true));
            }
            apis.put("SYNO.Foto.Browse.Folder", new Api("entry.cgi", 1, 2, true));
            apis.put("SYNO.Foto.Browse.NormalAlbum", new Api("entry.cgi", 1, 3, true));
            apis.put("SYNO.Foto.Thumbnail", new Api("entry.cgi", 1, 2, true));
            apis.put("SYNO.Foto.Download", new Api("entry.cgi", 1, 2, true));
        }
        apis.put("SYNO.Storage.CGI.Storage", new Api("entry.cgi", 1, 1, true));
        for (var name :
                new String[] {
                    "User",
                    "User.Home",
                    "User.Group",
                    "User.PasswordPolicy",
                    "Group.Member",
                    "Quota",
                    "AppPriv.Rule"
                }) {
            apis.put("SYNO.Core." + name, new Api("entry.cgi", 1, 1, true));
        }
        apis.keySet().removeIf(name -> stopped.stream().anyMatch(name::startsWith));
    }

    private void add(int least, int most, String... names) {
        for (var name : names) {
            apis.put("SYNO.FileStation." + name, new Api("entry.cgi", least, most, true));
        }
    }

    Map<String, Object> query(String query) {
        var wanted = Arrays.asList(query.split(","));
        var found = new LinkedHashMap<String, Object>();
        apis.forEach((name, api) -> {
            if (wanted.stream().anyMatch(one -> matches(one, name))) {
                var described = new LinkedHashMap<String, Object>();
                described.put("maxVersion", api.most());
                described.put("minVersion", api.least());
                described.put("path", api.path());
                if (api.json()) {
                    described.put("requestFormat", "JSON");
                }
                found.put(name, described);
            }
        });
        return found;
    }

    private static boolean matches(String wanted, String name) {
        return wanted.equals("all")
                || wanted.equals(name)
                || (wanted.endsWith(".") && name.startsWith(wanted));
    }

    /// Refuses an API that is not there, not at this place, or not in this version.
    void check(String name, String path, int version) {
        var api = apis.get(name);
        if (api == null) {
            throw new Refusal(102);
        }
        var info = name.equals("SYNO.API.Info") && path.equals("/webapi/entry.cgi");
        // Clients older than DSM 7 know no other place, and DSM 7 still lets them in.
        var auth = name.equals("SYNO.API.Auth") && path.equals("/webapi/auth.cgi");
        if (!info && !auth && !path.equals("/webapi/" + api.path())) {
            throw new Refusal(102);
        }
        if (version < api.least() || version > api.most()) {
            throw new Refusal(104);
        }
    }
}
