package dev.porter.account;

import dev.porter.nas.Nas;
import dev.porter.nas.UserName;
import dev.porter.schedule.Work;

/// Tells the NAS that a user it made is somebody's for good. Until then a sign-up that was cut can
/// be taken up again under the same name.
final class UserKeeping implements Work {
    static final String NAME = "keep-user";

    private final Accounts accounts;
    private final Nas nas;

    UserKeeping(Accounts accounts, Nas nas) {
        this.accounts = accounts;
        this.nas = nas;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String id) {
        var account = accounts.find(new UserName(id));
        var users = nas.accounts();
        if (account.isPresent() && users.isPresent()) {
            users.get().keep(account.get().home(), account.get().displayName());
        }
    }
}
