#pragma once

#include "model/items/graphlayout.h"
#include "model/items/listmodels.h"
#include "model/viewmodels/boardviewmodel.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace stint
{

/// One task of the graph, at its place.
struct GraphNodeRow {
    Q_GADGET
    QML_VALUE_TYPE(graphNodeRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(double left MEMBER left CONSTANT FINAL)
    Q_PROPERTY(double top MEMBER top CONSTANT FINAL)
    Q_PROPERTY(double breadth MEMBER breadth CONSTANT FINAL)
    Q_PROPERTY(double extent MEMBER extent CONSTANT FINAL)
    Q_PROPERTY(bool own MEMBER own CONSTANT FINAL)
public:
    QString key, title, state;
    look::Tone tone = look::Tone::Quiet;
    double left = 0, top = 0, breadth = 0, extent = 0; ///< its box
    bool own = false;                                  ///< the task that is looked at
    bool operator==(const GraphNodeRow &) const = default;
};

class GraphNodeModel : public RowsModel<GraphNodeRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit GraphNodeModel(QObject *parent)
        : RowsModel("node", parent)
    {
    }
};

/// Lays graphs out on a thread of its own; of several plans only the newest counts. Thread: gui.
class GraphWorker : public QObject
{
    Q_OBJECT
public:
    explicit GraphWorker(QObject *parent);
    /// Waits for the layout under way.
    ~GraphWorker() override;

    void submit(const GraphPlan &plan);

Q_SIGNALS:
    void done(const stint::GraphPlan &plan, const std::optional<stint::GraphLayout> &layout);

private:
    void work();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<GraphPlan> m_next;
    bool m_leaving = false;
    std::thread m_thread;
};

/// What a task waits for and what waits for it: a list to change, and a graph to look at. Thread: gui.
class DependenciesViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the task's view-model")
    Q_PROPERTY(stint::DependencyListModel *list READ list CONSTANT FINAL)
    Q_PROPERTY(stint::DependencyListModel *found READ found CONSTANT FINAL)
    Q_PROPERTY(stint::GraphNodeModel *nodes READ nodes CONSTANT FINAL)
    Q_PROPERTY(double graphWidth READ graphWidth NOTIFY graphChanged FINAL)
    Q_PROPERTY(double graphHeight READ graphHeight NOTIFY graphChanged FINAL)
    Q_PROPERTY(bool drawn READ isDrawn NOTIFY graphChanged FINAL)
    Q_PROPERTY(QString note READ note NOTIFY graphChanged FINAL)
    Q_PROPERTY(QString refusal READ refusal NOTIFY refusalChanged FINAL)

public:
    DependenciesViewModel(Board &board, const Actor &actor, BoardViewModel &screen, ToastModel &toasts,
                          QObject *parent);

    void setTask(const TaskId &task);
    /// Reads the list and draws the graph again.
    void refresh();

    DependencyListModel *list() { return &m_list; }
    /// Tasks that match the search and could be added.
    DependencyListModel *found() { return &m_found; }
    GraphNodeModel *nodes() { return &m_nodes; }
    /// The arrows of the graph: see GraphLayout.
    const std::vector<QList<QPointF>> &edges() const { return m_edges; }
    double graphWidth() const { return m_size.width(); }
    double graphHeight() const { return m_size.height(); }
    bool isDrawn() const { return m_nodes.rowCount() > 1; }
    /// Says when the graph is larger than what is drawn.
    QString note() const { return m_note; }
    /// Why the last one was not added; a cycle is shown with its path.
    QString refusal() const { return m_refusal; }

    Q_INVOKABLE void search(const QString &text);
    Q_INVOKABLE void add(const QString &taskId);
    Q_INVOKABLE void remove(const QString &taskId);

Q_SIGNALS:
    void graphChanged();
    void refusalChanged();

private:
    void refuse(const Error &error);
    void draw();
    void take(const GraphPlan &plan, const std::optional<GraphLayout> &layout);
    QString titleOf(const QString &taskId) const;

    Board &m_board;
    Actor m_actor;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    TaskId m_id;
    QString m_search, m_refusal, m_note;
    DependencyListModel m_list, m_found;
    GraphNodeModel m_nodes;
    GraphPlan m_plan;
    std::vector<QList<QPointF>> m_edges;
    QSizeF m_size{0, 0};
    GraphWorker m_worker;
};

} // namespace stint
