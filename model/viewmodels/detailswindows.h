#pragma once

#include "model/viewmodels/taskviewmodel.h"

#include <map>

namespace stint
{

/// One window of details and what it shows.
struct DetailsWindow {
    Q_GADGET
    QML_VALUE_TYPE(detailsWindow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(stint::TaskViewModel *task MEMBER task CONSTANT FINAL)
public:
    QString key; ///< of the task
    TaskViewModel *task = nullptr;
    bool operator==(const DetailsWindow &) const = default;
};

class DetailsWindowList : public RowsModel<DetailsWindow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit DetailsWindowList(QObject *parent)
        : RowsModel("details", parent)
    {
    }
};

/// The details that stand in windows of their own, each with its task for good; the panel of the main window goes on
/// following the selection. Thread: gui.
class DetailsWindows : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::DetailsWindowList *list READ list CONSTANT FINAL)

public:
    /// Makes the details of one window.
    using Make = std::function<std::unique_ptr<TaskViewModel>()>;

    explicit DetailsWindows(Make make, QObject *parent = nullptr);
    ~DetailsWindows() override;

    DetailsWindowList *list() { return &m_list; }

    /// Opens the details of that task, or brings their window to the front.
    void open(const QString &taskId);
    Q_INVOKABLE void close(const QString &taskId);

Q_SIGNALS:
    /// The task has a window already: it shall come to the front.
    void raised(const QString &taskId);

private:
    void show();

    Make m_make;
    DetailsWindowList m_list;
    std::map<QString, std::unique_ptr<TaskViewModel>> m_open;
};

} // namespace stint
