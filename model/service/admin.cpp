#include "model/service/admin.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QDir>

#include <algorithm>

namespace stint
{

namespace
{

SettingsReply allSettings(const BoardSettings &settings)
{
    JsonWriter writer;
    writer.beginObject();
    const QStringList keys = settingKeys();
    for (const QString &key : keys) {
        writer.key(key);
        writer.raw(settingValue(settings, key).text);
    }
    writer.endObject();
    return {{writer.take()}};
}

void recordWorkspace(Verb &verb, const char *type, const Workspace &workspace)
{
    JsonWriter payload;
    payload.beginObject();
    payload.member("workspace_id", workspace.id.value);
    payload.member("name", workspace.name);
    payload.member("root_path", workspace.rootPath);
    payload.endObject();
    verb.record(type, std::nullopt, std::nullopt, std::move(payload));
}

Done checkWorkspaceName(QString &name)
{
    return checkRequiredText("name", name, limits::workspaceNameBytes, Lines::One);
}

/// 1.6 Workspace: absolute, existing, in its shortest form.
Done checkRootPath(const Verb &verb, QString &path)
{
    STINT_TRY(checkRequiredName("root_path", path, limits::pathBytes));
    if (!path.startsWith(QLatin1Char('/')))
        return invalid("root_path", "root_path is an absolute path");
    path = QDir::cleanPath(path);
    if (verb.world.isDirectory && !verb.world.isDirectory(path))
        return invalid("root_path", "There is no such directory.").reason("not_a_directory");
    return {};
}

Result<Workspace> requireWorkspace(Verb &verb, const WorkspaceId &id)
{
    if (auto workspace = verb.store.workspace(id))
        return *workspace;
    return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
}

} // namespace

Result<SettingsReply> perform(Verb &verb, SettingsSet request)
{
    request.key = request.key.trimmed();
    BoardSettings next = verb.settings();
    STINT_TRY(setSetting(next, request.key, request.value));
    if (next == verb.settings())
        return allSettings(next);
    const Json previous = settingValue(verb.settings(), request.key);
    const Json value = settingValue(next, request.key);
    verb.state.settings = next;
    // The value as it was sent: what holds of a step of the ladder depends on the other steps.
    verb.store.putSetting(request.key, request.value);
    JsonWriter payload;
    payload.beginObject();
    payload.member("key", request.key);
    payload.key("previous");
    payload.raw(previous.text);
    payload.key("value");
    payload.raw(value.text);
    payload.endObject();
    verb.record("settings.changed", std::nullopt, std::nullopt, std::move(payload));
    return allSettings(next);
}

Result<Workspace> perform(Verb &verb, WorkspaceCreate request)
{
    Workspace workspace;
    if (request.id) {
        STINT_TRY(checkRequiredName("id", request.id->value, limits::idBytes));
        workspace.id = *request.id;
    }
    STINT_TRY(checkWorkspaceName(request.name));
    STINT_TRY(checkRootPath(verb, request.rootPath));
    if (request.id && verb.store.workspace(workspace.id))
        return refuse(ErrorCode::Conflict, "This id is the id of another workspace.").field("id");
    const auto known = verb.store.workspaces();
    if (std::any_of(known.begin(), known.end(), [&](const Workspace &w) { return w.rootPath == request.rootPath; }))
        return refuse(ErrorCode::Conflict, "Another workspace has this directory.").field("root_path");
    if (!request.id)
        workspace.id = verb.newId<WorkspaceId>("ws");
    workspace.name = request.name;
    workspace.rootPath = request.rootPath;
    workspace.createdAt = verb.now;
    verb.store.insertWorkspace(workspace);
    recordWorkspace(verb, "workspace.created", workspace);
    return workspace;
}

Result<Workspace> perform(Verb &verb, WorkspaceUpdate request)
{
    STINT_TRY(checkId("workspace_id", request.workspaceId));
    STINT_TRY(checkWorkspaceName(request.name));
    STINT_TRY_LET(Workspace workspace, requireWorkspace(verb, request.workspaceId));
    if (workspace.name == request.name)
        return workspace;
    workspace.name = request.name;
    verb.store.updateWorkspace(workspace);
    recordWorkspace(verb, "workspace.updated", workspace);
    return workspace;
}

Result<OkReply> perform(Verb &verb, WorkspaceDelete request)
{
    STINT_TRY(checkId("workspace_id", request.workspaceId));
    STINT_TRY(requireWorkspace(verb, request.workspaceId));
    if (verb.store.workspaceInUse(request.workspaceId))
        return invalid("workspace_id", "Tasks name this workspace.").reason("workspace_in_use");
    verb.store.deleteWorkspace(request.workspaceId);
    return OkReply{};
}

} // namespace stint
