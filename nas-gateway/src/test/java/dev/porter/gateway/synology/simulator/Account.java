package dev.porter.gateway.synology.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// A user of the simulated DSM.
final class Account {
    final int uid;
    String name;
    String password;
    String description = "";
    String email = "";
    String expired = "normal";
    boolean passwordNeverExpires = true;

    /// The two-step code; empty when the user has no second step.
    String code = "";

    /// What every log-in answers although the password is right; 0 when it is let in.
    int refusedWith;

    long quotaMiB;
    final Set<String> groups = new ConcurrentSkipListSet<>(Set.of("users"));

    /// Trusted devices: id to name.
    final Map<String, String> devices = new ConcurrentHashMap<>();

    Account(int uid, String name, String password) {
        this.uid = uid;
        this.name = name;
        this.password = password;
    }

    boolean administrator() {
        return groups.contains("administrators");
    }

    Map<String, Object> described(boolean numbersAsStrings) {
        var described = new LinkedHashMap<String, Object>();
        described.put("cannot_chg_passwd", false);
        described.put("description", description);
        described.put("email", email);
        described.put("expired", expired);
        described.put("is_password_pending", false);
        described.put("name", name);
        described.put("passwd_never_expire", passwordNeverExpires);
        described.put("password_last_change", 19789);
        described.put("uid", numbersAsStrings ? String.valueOf(uid) : (Object) uid);
        return described;
    }
}
