package dev.porter.gateway.synology;

import static dev.porter.language.Language.tr;

import dev.porter.gateway.synology.SynologySettings.Onboarding;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import java.util.ArrayList;
import java.util.List;

/// What an administrator does in DSM where Porter has no administrator account, and what the
/// service account can see of it afterwards.
final class ByHand {
    /// Porter's own folder in a home.
    private static final String OWN = ".porter";

    private final SynologyFiles files;
    private final Onboarding onboarding;
    private final String share;

    /// @param share the shared folder of the homes
    ByHand(SynologyFiles files, Onboarding onboarding, String share) {
        this.files = files;
        this.onboarding = onboarding;
        this.share = share;
    }

    List<String> steps(UserName name) {
        var steps = new ArrayList<String>();
        steps.add(tr("Control Panel > User & Group > Create: a user with the name %s", name));
        onboarding.group().ifPresent(group -> steps.add(tr("Join groups: %s", group)));
        onboarding
                .quota()
                .ifPresent(mebibytes ->
                        steps.add(tr("Assign user quota: %d MB on %s", mebibytes, share)));
        steps.add(
                onboarding.applications().isEmpty()
                        ? tr(
                                "Assign application permissions: File Station, Synology Photos and Synology Drive")
                        : tr(
                                "Assign application permissions: %s",
                                String.join(", ", onboarding.applications())));
        steps.add(
                tr(
                        "The home %s comes by itself where the user home service is on (Advanced > User"
                                + " Home); elsewhere make that folder",
                        files.lookup().place(NasPath.home(name))));
        return steps;
    }

    /// The quota, the groups and the permissions are seen by administrators only; the person's own
    /// log-in shows whether they may come in.
    List<String> missing(UserName name) {
        var home = NasPath.home(name);
        if (files.stat(home).isEmpty()) {
            return List.of(
                    tr(
                            "There is no folder %s yet. Some DSM make it when the user signs in for the first time.",
                            files.lookup().place(home)));
        }
        try {
            files.createFolder(home.resolve(OWN));
            return List.of();
        } catch (NasException e) {
            if (e.kind() != Kind.NOT_PERMITTED) {
                throw e;
            }
            return List.of(tr("Porter's account for files may not write into that home."));
        }
    }
}
